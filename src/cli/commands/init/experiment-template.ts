/** The experiment file that `helvetica init` writes: small enough to run at once, with a comment per section. */
export function experimentTemplate({ name, schema }: { readonly name: string; readonly schema: string }): string {
  return `# yaml-language-server: $schema=${schema}
# The line above lets editors complete and explain every key. \`helvetica list\` shows all choices.
name: ${name}
question: Does the loss decide how many modes of a ring the generator keeps?

# One setting. Omitted fields have defaults, which \`helvetica plan --json\` shows.
base:
  target: { name: ring, modes: 8, radius: 2, std: 0.05 }      # helvetica list targets
  latent: { name: gaussian, dim: 2 }
  generator: { name: mlp, hidden: [64, 64], activation: relu }
  discriminator: { name: mlp, hidden: [64, 64], activation: relu }
  optimizer: { name: adam, lr: 0.001, beta1: 0.5 }            # or { generator: ..., discriminator: ... }
  steps: 2000
  batch: 128

# The sweep. Every combination is trained; \`zip\`, \`also\` and \`exclude\` change the grid.
vary:
  loss: [minimax, non-saturating]
  optimizer.beta1: [0.5, 0.9]

seeds: 6          # a claim needs at least six

# Metrics, computed at step 0, every 500 steps and at the end.    helvetica list metrics
measure:
  every: 500
  samples: 2500
  metrics: [js, kl-q-p, modes-covered, high-quality]

# What you expect. It is tested on each seed; the share of seeds that agree decides.
claims:
  - id: momentum-loses-modes
    says: With the non-saturating loss, a beta1 of 0.9 covers fewer modes at the end than 0.5.
    given: { loss: non-saturating }
    holds: >-
      end("modes-covered", {"optimizer.beta1": 0.9}) < end("modes-covered", {"optimizer.beta1": 0.5})

# helvetica run experiments/${name}.yaml --profile smoke
profiles:
  smoke: { base: { steps: 200 }, seeds: 2, measure: { every: 100 } }
`;
}
