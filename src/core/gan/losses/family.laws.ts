import { testLaws } from '../../../../test/support/laws.js';
import { lossLaws } from '../../../laws/losses.js';
import { families } from '../families.js';

testLaws('loss', families.losses, lossLaws);
