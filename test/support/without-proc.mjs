// Loaded before a program of the tests: it takes this system for one that has no /proc, as macOS has none.
Object.defineProperty(process, 'platform', { value: 'darwin' });
