// SIGNATURE_KEY=... SIGNATURE='sha256=...' node verify.js < body
const { createHmac, timingSafeEqual } = require('node:crypto');
const { readFileSync } = require('node:fs');

// rawBody: the raw bytes of the body, before any parsing (in Express: express.raw).
// header: the value of Elements-Webhook-Signature. key: the Callback Notification Signature Key.
function verify(rawBody, header, key) {
  if (!key) return false; // Anyone can sign with an empty key.
  const digest = createHmac('sha256', key).update(rawBody).digest('base64');
  const expected = Buffer.from(`sha256=${digest}`);
  const received = Buffer.from(String(header ?? ''));
  return received.length === expected.length && timingSafeEqual(received, expected);
}

module.exports = { verify };

if (require.main === module) {
  const isValid = verify(readFileSync(0), process.env.SIGNATURE, process.env.SIGNATURE_KEY);
  console.log(isValid ? 'valid' : 'invalid');
  process.exitCode = isValid ? 0 : 1;
}
