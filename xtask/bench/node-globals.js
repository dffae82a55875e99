// The globals that packages for Node expect.
import { Buffer } from 'buffer';
import process from 'process';

Object.assign(globalThis, { Buffer, process });
