import fc from 'fast-check';

/** Every property of a run starts from the run's own seed, which vitest.config.ts has chosen and printed. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FC_SEED']) });
