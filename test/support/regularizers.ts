/** The small game in which regularizers are looked at. */
export {
  MATRICES,
  type Matrix,
  PLAYERS_MATRICES as OWN,
  REGULARIZED_BATCH as BATCH,
  REGULARIZED_PARAMETERS as PARAMETERS,
  regularizerContext as contextOf,
  regularizerInputs as inputsOf,
} from '../../src/laws/regularizer-game.js';
