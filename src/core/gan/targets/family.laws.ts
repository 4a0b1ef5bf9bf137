import { testLaws } from '../../../../test/support/laws.js';
import { dataFiles } from '../../../../test/support/members.js';
import { targetLaws } from '../../../laws/targets.js';
import { families } from '../families.js';

testLaws('target', families.targets, targetLaws({ dataFiles }));
