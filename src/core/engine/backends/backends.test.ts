import { describe, expect, it, vi } from 'vitest';
import { MissingBackendError } from '../program.js';
import { tf } from '../tf.js';
import { openBackend } from './backends.js';

describe('openBackend', () => {
  it('chooses the compiled backend by itself', async () => {
    const backend = await openBackend('auto');
    expect(backend.name).toBe('onnx');
    expect(backend.description).toMatch(/^onnxruntime \d+\.\d+\.\d+, CPU, one thread$/);
    expect(backend.elementTypes).toEqual(['float32', 'float64']);
  });

  it('names the command that installs a missing backend, in one line', async () => {
    const opening = openBackend('tensorflow');
    await expect(opening).rejects.toThrow(MissingBackendError);
    await expect(opening).rejects.toThrow(/npm i @tensorflow\/tfjs-node-gpu@4\.22\.0 --ignore-scripts=false/);
    await expect(opening).rejects.not.toThrow(/\n/);
    expect(tf.getBackend()).toBe('cpu');
  });

  it('refuses doubles where a backend has none', async () => {
    const program = { name: 'probe', inputs: {}, body: () => ({ y: tf.tensor3d([0], [1, 1, 1]) }) };
    await expect((await openBackend('tfjs')).prepare(program, { elementType: 'float64' })).rejects.toThrow(
      'program probe: the tfjs backend computes in float32 only, not float64',
    );
  });

  it('lets no banner through', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const program = { name: 'probe', inputs: {}, body: () => ({ y: tf.tensor3d([1, 2], [1, 1, 2]) }) };
    await (await (await openBackend('tfjs')).prepare(program)).run({});
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });
});
