/** What the stand-in lacks is said loudly, at the place where the application asks for it. */

const QUIET = new Set<PropertyKey>(['then', 'toJSON', 'constructor', '$$typeof', 'nodeType', 'tagName', 'asymmetricMatch']);

/** The same object; asking for a member that it has not throws. Methods keep their own `this`. */
export function loud<T extends object>(name: string, real: T): T {
  return new Proxy(real, {
    get: (target, key) => {
      if (!(key in target)) {
        if (typeof key === 'symbol' || QUIET.has(key)) return undefined;
        throw new Error(`stand-in: ${name}.${key} is not represented.`);
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value as (...given: unknown[]) => unknown).bind(target) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}

/** An event that a listener may prevent. */
export interface StandinEvent {
  defaultPrevented: boolean;
  readonly preventDefault: () => void;
}

export function event<T extends object>(details: T): T & StandinEvent {
  const made = { ...details, defaultPrevented: false, preventDefault: () => { made.defaultPrevented = true; } };
  return made;
}
