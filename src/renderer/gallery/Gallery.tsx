/** Every control in every state, beside the pictures of the look. Reached by `#gallery`, for those who build the window: in English alone. */
import { GridGallery } from './GridGallery.tsx';
import './gallery.css';

export function Gallery({ place }: { readonly place: string }) {
  const count = /^#gallery\/grid\/(\d{1,10})$/.exec(place)?.[1];
  return <GridGallery count={count === undefined ? 1_000 : Number(count)} />;
}
