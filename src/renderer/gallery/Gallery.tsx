/** Every control in every state, beside the pictures of the look. Reached by `#gallery`, for those who build the window: in English alone. */
import { Controls } from './Controls.tsx';
import { GridGallery } from './GridGallery.tsx';
import './gallery.css';

export function Gallery({ place }: { readonly place: string }) {
  const count = /^#gallery\/grid\/(\d{1,10})$/.exec(place)?.[1];
  return count === undefined ? <Controls /> : <GridGallery key={count} count={Number(count)} />;
}
