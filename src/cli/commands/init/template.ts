/** The experiment that `helvetica init` writes: small enough to run at once, and every line says what it is for. */
export function template({ name, schema }: { readonly name: string; readonly schema: string }): string {
  return `# yaml-language-server: $schema=${schema}
# Editors that know the line above complete words and explain them. \`helvetica list\` shows all there is.
name: ${name}
question: Does the loss decide how many modes of a ring the generator keeps?

# One setting. Everything left out has a default: \`helvetica plan --json\` shows the whole of it.
base:
  target: { name: ring, modes: 8, radius: 2, std: 0.05 }      # helvetica list targets
  latent: { name: gaussian, dim: 2 }
  generator: { name: mlp, hidden: [64, 64], activation: relu }
  discriminator: { name: mlp, hidden: [64, 64], activation: relu }
  optimizer: { name: adam, lr: 0.001, beta1: 0.5 }            # or { generator: ..., discriminator: ... }
  steps: 2000
  batch: 128

# What changes. Every combination is trained; \`zip\`, \`also\` and \`exclude\` shape the grid further.
vary:
  loss: [minimax, non-saturating]
  optimizer.beta1: [0.5, 0.9]

seeds: 6          # fewer than six cannot decide a claim

# What is read off, at step 0, every so many steps and at the end.    helvetica list metrics
measure:
  every: 500
  samples: 2500
  metrics: [js, kl-q-p, modes-covered, high-quality]

# What you expect. Each seed answers yes or no; the share of yes decides.
claims:
  - id: momentum-loses-modes
    says: With the non-saturating loss, a beta1 of 0.9 ends on fewer modes than one of 0.5.
    given: { loss: non-saturating }
    holds: >-
      end("modes-covered", {"optimizer.beta1": 0.9}) < end("modes-covered", {"optimizer.beta1": 0.5})

# helvetica run experiments/${name}.yaml --profile smoke
profiles:
  smoke: { base: { steps: 200 }, seeds: 2, measure: { every: 100 } }
`;
}
