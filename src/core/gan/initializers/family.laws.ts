import { testLaws } from '../../../../test/support/laws.js';
import { initializerLaws } from '../../../laws/initializers.js';
import { families } from '../families.js';

testLaws('initializer', families.initializers, initializerLaws);
