// @ts-check
// The attributes of the element and their properties.

/** The attributes that set a value of the form. The element comes first, because the other values depend on it. */
export const ATTRIBUTES = [
  'element', 'host', 'name', 'store-url', 'callback-url', 'tags', 'events', 'refresh-interval', 'polling-configuration',
  'theme',
];

/**
 * Converts the value of a property to that of its attribute: an object with its own text, such as a URL, to that text,
 * and any other object to JSON.
 * @param {any} value
 */
const attributeValue = (value) => {
  if (typeof value !== 'object') return value;
  const text = typeof value.toString === 'function' ? String(value) : '[object ';
  return text.includes('[object ') ? JSON.stringify(value) : text;
};

/**
 * The properties by name. The property of `store-url` is `storeUrl`.
 * @type {Record<string, PropertyDescriptor & ThisType<HTMLElement>>}
 */
export const PROPERTIES = {};

for (const attribute of ATTRIBUTES) {
  PROPERTIES[attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] = {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(attribute) ?? '';
    },
    set(value) {
      if (value == null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, attributeValue(value));
    },
  };
}
