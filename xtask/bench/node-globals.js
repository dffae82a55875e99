// What packages that were written for Node look for.
import { Buffer } from 'buffer';
import process from 'process';

Object.assign(globalThis, { Buffer, process });
