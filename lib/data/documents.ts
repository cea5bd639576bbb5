/** The words that are counted, six short documents of them and others, and three queries. */
export const words = ['rain', 'sea', 'ship', 'salt', 'bread', 'oven'];
export const texts = {
  Picnic: 'Bread by the sea before the rain',
  Coast: 'Sea salt, rain on the sea and more rain',
  Storm: 'Rain on the sea, rain on the ship',
  Shower: 'Rain in the morning, rain at noon, rain at night',
  Voyage: 'A ship of salt, a ship of the sea',
  Bakery: 'Bread from the oven, bread with salt',
};
export const queries = { sea: 'rain at sea', bread: 'bread and salt', none: '' };

/** Bag of words: how often each of `words` occurs. Their order and all other words are dropped. */
export const count = (text: string): number[] =>
  words.map((word) => text.toLowerCase().match(new RegExp(`\\b${word}\\b`, 'g'))?.length ?? 0);
