/**
 * Top-5 test error, in %, of the teams that won the classification task of ILSVRC with the data supplied. 2014, 2015 and
 * 2017 as in the winners’ papers, 2012 as on the organisers’ page, the others as public tables quote these pages.
 */
export const WINNERS = [
  { year: 2010, name: 'NEC-UIUC', kind: 'SVM', error: 28.19 },
  { year: 2011, name: 'XRCE', kind: 'SVM', error: 25.77 },
  { year: 2012, name: 'AlexNet', kind: 'CNN', error: 16.42 },
  { year: 2013, name: 'Clarifai', kind: 'CNN', error: 11.74 },
  { year: 2014, name: 'GoogLeNet', kind: 'CNN', error: 6.67 },
  { year: 2015, name: 'ResNet', kind: 'CNN', error: 3.57 },
  { year: 2016, name: 'Trimps', kind: 'CNN', error: 2.99 },
  { year: 2017, name: 'SENet', kind: 'CNN', error: 2.25 },
] as const;

/** One trained annotator on 1,500 of the test images of 2014 (Russakovsky et al. 2015). */
export const ANNOTATOR = { error: 5.1, images: 1500 } as const;
