'use client';

/** All that React brings to life in the browser, in one script for all pages: each more of them is a request. */
export { Adopted } from './article/adopted.tsx';
export { Predict } from './frame/predict.tsx';
export { SleepingDemo } from './frame/sleeping-demo.tsx';
export { Later } from './site/later.tsx';
export { Wishes } from './site/wishes.tsx';
