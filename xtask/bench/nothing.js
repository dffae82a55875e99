// Replaces Node's modules that no bench uses.
module.exports = {};
