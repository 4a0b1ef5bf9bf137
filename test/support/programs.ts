/** For tests of members: runs bodies of programs on any backend, with a member's options as inputs. */
export {
  evaluateBody as evaluate,
  evenGrid as linspace,
  type GivenInput as Given,
  type GivenInputs,
  optionInputs,
  optionTensors,
  prepareBody as prepare,
  relativeDistance as distance,
  runPrepared as run,
} from '../../src/laws/programs.js';
