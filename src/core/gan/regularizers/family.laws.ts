import { testLaws } from '../../../../test/support/laws.js';
import { regularizerLaws } from '../../../laws/regularizers.js';
import { families } from '../families.js';

testLaws('regularizer', families.regularizers, regularizerLaws);
