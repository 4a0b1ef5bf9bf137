/** Helvetica's own metrics and failure modes keep the laws that `helvetica check` tests those of extensions by. */
import { testLaws } from '../../test/support/laws.js';
import { failureModes } from '../diagnosis/catalog.js';
import { metrics } from '../metrics/catalog.js';
import { failureLaws } from './failures.js';
import { metricLaws } from './metrics.js';

testLaws('metric', metrics, metricLaws);
testLaws('failure mode', failureModes, failureLaws({ metrics, failureModes }));
