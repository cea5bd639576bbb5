import type { Node, ObjectExpression, Property } from 'estree';

const fields = ({ properties }: ObjectExpression) =>
  properties.map((property) => {
    const { type, key, value, computed, method } = property as Property;
    if (type !== 'Property' || computed || method) throw new Error(`a field that is computed, in braces`);
    return [key.type === 'Identifier' ? key.name : String(literal(key)), literal(value)];
  });

/** The value of an expression that is nothing but data: nothing of an entry is executed. Throws for any other. */
export function literal(node: Node): unknown {
  switch (node.type) {
    case 'Literal':
      if (node.value instanceof RegExp) break;
      return node.value;
    case 'UnaryExpression':
      if (node.operator !== '-') break;
      return -(literal(node.argument) as number);
    case 'ArrayExpression':
      return node.elements.map((element) => element && literal(element));
    case 'ObjectExpression':
      return Object.fromEntries(fields(node));
  }
  throw new Error(`${node.type} in braces, where only numbers, texts, lists and objects may stand`);
}
