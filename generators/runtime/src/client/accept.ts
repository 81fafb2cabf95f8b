import type { OperationDescriptor, ResponseDescriptor } from '../descriptor.ts';

const defaults = new WeakMap<OperationDescriptor, string | undefined>();

/**
 * The Accept header of a call: what was asked for, else the declared media types of successes in the order of the
 * document, and after them those of errors. Each ranks a tenth below the one before, so that a server that sorts by
 * quality and one that takes the first both choose what the document names first, and an error never has to come in
 * a type that the header leaves out.
 */
export function acceptHeader(operation: OperationDescriptor, asked?: readonly string[]): string | undefined {
  if (asked !== undefined) return rank([...asked, ...typesOf(operation.responses.filter((one) => !isSuccess(one)))]);
  if (!defaults.has(operation)) defaults.set(operation, rank(declaredTypes(operation)));
  return defaults.get(operation);
}

/** A status of its own or a range; `default` stands for errors too. */
export function isSuccess(response: ResponseDescriptor): boolean {
  return response.status.startsWith('2');
}

function declaredTypes({ responses }: OperationDescriptor): string[] {
  return [...typesOf(responses.filter(isSuccess)), ...typesOf(responses)];
}

function typesOf(responses: readonly ResponseDescriptor[]): string[] {
  return responses.flatMap((response) => (response.content ?? []).map((media) => media.type));
}

function rank(types: readonly string[]): string | undefined {
  const unique = [...new Set(types)];
  if (unique.length === 0) return undefined;
  return unique.map((type, index) => (index === 0 ? type : `${type};q=${quality(index)}`)).join(', ');
}

function quality(index: number): string {
  return `0.${Math.max(1, 10 - index)}`;
}
