import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';

// Its ES module asks for import attributes, which Node 20.9 does not know.
const sharp: typeof import('sharp').default = createRequire(import.meta.url)('sharp');

/** The pixels each canvas was last given. */
const painted = new WeakMap<Element, ImageData>();

/** A document for React to draw into, with canvases that remember their pixels. Call before importing react-dom. */
export function installDom(): Document {
  const { window } = new JSDOM('<!doctype html><div id="root"></div>', { pretendToBeVisual: true });
  window.HTMLCanvasElement.prototype.getContext = function (this: Element) {
    return {
      createImageData: (width: number, height: number) => ({
        width,
        height,
        data: new Uint8ClampedArray(4 * width * height),
      }),
      putImageData: (image: ImageData) => painted.set(this, image),
    };
  } as never;
  const names = [
    'document',
    'navigator',
    'HTMLElement',
    'SVGElement',
    'Element',
    'Node',
    'MutationObserver',
    'getComputedStyle',
    'requestAnimationFrame',
    'cancelAnimationFrame',
  ] as const;
  for (const name of names)
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
  Object.defineProperty(globalThis, 'window', { value: window, configurable: true });
  Object.defineProperty(globalThis, 'IS_REACT_ACT_ENVIRONMENT', { value: true, configurable: true });
  return window.document;
}

/** A copy in which each canvas is an image of the same size and class, so that the picture needs no script. */
export async function frozen(root: Element): Promise<Element> {
  const copy = root.cloneNode(true) as Element;
  const copies = copy.querySelectorAll('canvas');
  for (const [i, canvas] of root.querySelectorAll('canvas').entries()) {
    const pixels = painted.get(canvas);
    if (!pixels) continue;
    const { width, height, data } = pixels;
    const png = await sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
      .png({ palette: true, colours: 256, dither: 0, compressionLevel: 9, effort: 10 })
      .toBuffer();
    const image = root.ownerDocument.createElement('img');
    image.src = `data:image/png;base64,${png.toString('base64')}`;
    image.alt = '';
    image.className = canvas.className;
    image.width = width;
    image.height = height;
    copies[i]?.replaceWith(image);
  }
  return copy;
}
