import { createInspectors } from './validation/inspector.ts';
import type { SchemaValidator, Validators } from './validation/interfaces.ts';
import { toProblem } from './validation/message.ts';
import { createOperationValidator, type OperationValidator } from './validation/operation.ts';
import type { Operations } from './validation/operation-schemas.ts';
import { componentOf, type Schemas } from './validation/schema.ts';

export type { Problem } from './codec/problem.ts';
export type {
  DecodedRequest,
  DecodedResponse,
  RequestValidator,
  ResponseValidator,
  SchemaValidator,
  Validators,
} from './validation/interfaces.ts';
export type {
  BodySchema,
  Content,
  MediaSchema,
  OperationSchemas,
  Operations,
  ResponseSchema,
  ValuesSchema,
} from './validation/operation-schemas.ts';
export type { Schema, SchemaObject, Schemas } from './validation/schema.ts';

/**
 * The validators of a specification. Making them costs nothing: a schema is compiled when the first value comes that
 * it applies to. `Components` are the types of the component schemas by name.
 *
 * Formats that are not known, and properties that no schema speaks of, are accepted. An operation id or a schema
 * name that does not exist is a TypeError.
 */
export function createValidators<Components = Readonly<Record<string, unknown>>>(specification: {
  readonly schemas: Schemas;
  readonly operations: Operations;
}): Validators<Components> {
  const { schemas, operations } = specification;
  const inspect = createInspectors(schemas);
  const byOperation = new Map<string, OperationValidator>();
  const bySchema = new Map<string, SchemaValidator>();
  const operation = (id: string) =>
    remember(byOperation, id, () => createOperationValidator(operationOf(operations, id), inspect));
  return {
    request: (id, request) => operation(id).request(request),
    response: (id, response) => operation(id).response(response),
    schema: <Name extends keyof Components & string>(name: Name) => {
      const made = remember(bySchema, name, () =>
        createSchemaValidator(inspect(componentOf(schemas, name), { bytes: false })),
      );
      // Types and schemas are emitted from the same document: the check holds for the type of that name.
      return made as SchemaValidator<Components[Name]>;
    },
  };
}

function createSchemaValidator(inspector: ReturnType<ReturnType<typeof createInspectors>>): SchemaValidator {
  return {
    check: (value): value is unknown => inspector.check(value),
    problems: (value) => inspector.inspect(value).map((one) => toProblem('body', one)),
  };
}

function operationOf(operations: Operations, id: string): Operations[string] {
  const found = Object.hasOwn(operations, id) ? operations[id] : undefined;
  if (found === undefined) throw new TypeError(`There is no operation "${id}".`);
  return found;
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
