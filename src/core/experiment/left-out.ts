/**
 * What a resolved setting does not mention, by the option's or field's name: the words that mean "nothing of the kind".
 * So settings from before there was such a thing keep their identity.
 */
export const LEFT_OUT: Readonly<Record<string, string>> = { schedule: 'constant', averaging: 'none' };
