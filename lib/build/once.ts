/**
 * `make` of each argument once a process while a release is built, whose sources stand still. Otherwise every time:
 * under `next dev` and in tests they change.
 */
export function onceABuild<Value, Args extends readonly unknown[]>(
  make: (...args: Args) => Value,
): (...args: Args) => Value {
  const made = new Map<string, Value>();
  return (...args) => {
    if (process.env.NODE_ENV !== 'production') return make(...args);
    const key = JSON.stringify(args);
    if (!made.has(key)) made.set(key, make(...args));
    return made.get(key) as Value;
  };
}
