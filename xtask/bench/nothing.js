// In the place of those of Node's modules that no bench comes to use.
module.exports = {};
