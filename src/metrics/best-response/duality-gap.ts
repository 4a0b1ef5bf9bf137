/** How far the players are from an equilibrium: what both gain by moving alone. */
import { PLAYERS, type Player } from '../../core/gan/players.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { significant } from '../../core/text/plain-numbers.js';
import { metricValue } from '../../records/metric-value.js';
import { errorByGroups, samplesText, scoredSamples } from '../losses/_on-samples.js';
import { metric } from '../metric.js';
import {
  LONG_RESPONSE,
  RESPONSE_NOTES,
  type Response,
  type ResponseOptions,
  responseOf,
  responseOptions,
  responseText,
} from './_response.js';

export const dualityGap = metric({
  name: 'duality-gap',
  description: 'What D gains if it alone is trained on, plus what G gains if it alone is: 0 at an equilibrium.',
  paper: 'arXiv:1811.05512',
  unit: 'as the loss',
  better: 'lower',
  range: [-Infinity, Infinity],
  ideal: 0,
  lines: [{ at: 0, label: 'neither player gains by moving alone' }],
  notes: [
    '(loss-discriminator - best-response-discriminator) + (loss-generator - best-response-generator), on the same samples. In a ' +
      'zero-sum game it is max over D of V(D, G) minus min over G of V(D, G), the duality gap; in others (non-saturating) the ' +
      'function of Nikaido and Isoda, doi:10.2140/pjm.1955.5.807.',
    'It needs no density, and holds in any dimension. In a minimax game with complete responses, and a G that can represent p, it ' +
      'is at least 2 js(p, q); so many updates give a part of it.',
    'Near 0 it says that the run is at rest, not that q = p: a G that cannot represent p rests too. A gain of ' +
      'nothing may read below 0, since the samples differ from those of the training.',
    ...RESPONSE_NOTES,
  ],
  options: responseOptions(LONG_RESPONSE),
  async compute(snapshot, options) {
    const responses = await bothResponses(snapshot, options);
    if ('absent' in responses) return responses;
    const gains = PLAYERS.map((player) => responses[player].before - responses[player].after);
    return metricValue(gains[0] + gains[1], 'the losses are not finite');
  },
  async estimator(snapshot, options) {
    const responses = await bothResponses(snapshot, options);
    if ('absent' in responses) return responses.absent;
    const texts = PLAYERS.map((player) => responseText(snapshot, player, { response: responses[player], options }));
    return `${await lossesText(snapshot, responses)}; ${texts.join('; ')}`;
  },
});

type Responses = Readonly<Record<Player, Response>>;

async function bothResponses(
  snapshot: Snapshot,
  options: ResponseOptions,
): Promise<Responses | { readonly absent: string }> {
  const discriminator = await responseOf(snapshot, 'discriminator', options);
  if ('absent' in discriminator) return discriminator;
  const generator = await responseOf(snapshot, 'generator', options);
  return 'absent' in generator ? generator : { generator, discriminator };
}

/** The estimator of the losses, with the standard error of the gap: all four are of the same samples. */
async function lossesText(snapshot: Snapshot, { generator, discriminator }: Responses): Promise<string> {
  if ((await snapshot.exactLoss('generator')) !== null) return 'exact sums';
  const text = `difference of losses; ${samplesText(snapshot)}`;
  const [start, atD, atG] = [
    await scoredSamples(snapshot),
    await scoredSamples(discriminator.at),
    await scoredSamples(generator.at),
  ];
  if (snapshot.brief || 'absent' in start || 'absent' in atD || 'absent' in atG) return text;
  const error = await errorByGroups(snapshot.sampleCount, async (some) => {
    const loss = (player: Player, { real, fake }: typeof start) =>
      snapshot.loss(player, { real: some(real), fake: some(fake) });
    const gainOfD = (await loss('discriminator', start)) - (await loss('discriminator', atD));
    return gainOfD + (await loss('generator', start)) - (await loss('generator', atG));
  });
  return error === null ? text : `${text}, standard error ${significant(error, 2)}`;
}
