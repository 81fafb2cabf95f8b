import ts from 'typescript';
import { collectFacts, type Facts, type Say } from './facts.ts';

/** What the emitted wire types say, read from their syntax tree. */
export function listTypeFacts(wireText: string): Facts {
  const source = ts.createSourceFile('wire.ts', wireText, ts.ScriptTarget.Latest, true);
  const members = (name: string) => {
    const found = source.statements.find(
      (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name,
    );
    return found !== undefined && ts.isInterfaceDeclaration(found) ? found.members : [];
  };
  const places = readPlaces(members('paths'));
  const components = properties(members('components'));
  const resolve = (type: ts.TypeNode | undefined) => resolveComponent(type, components);
  return collectFacts((say) => {
    for (const { name, type } of properties(members('operations'))) {
      sayOperation(places.get(name) ?? name, type, resolve, say);
    }
    const schemas = components.find(({ name }) => name === 'schemas');
    for (const { name, type } of membersOf(schemas?.type)) {
      say('schema', name);
      sayType(type, name, '', say);
    }
  });
}

interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: ts.TypeNode | undefined;
}

function properties(members: Iterable<ts.TypeElement>): readonly Member[] {
  return [...members].flatMap((member) => {
    if (!ts.isPropertySignature(member)) return [];
    const name =
      ts.isStringLiteral(member.name) || ts.isNumericLiteral(member.name) || ts.isIdentifier(member.name)
        ? member.name.text
        : '';
    return [{ name, optional: member.questionToken !== undefined, type: member.type }];
  });
}

function membersOf(type: ts.TypeNode | undefined): readonly Member[] {
  return type !== undefined && ts.isTypeLiteralNode(type) ? properties(type.members) : [];
}

function memberOf(type: ts.TypeNode | undefined, name: string): Member | undefined {
  return membersOf(type).find((member) => member.name === name);
}

/** `get: operations["getAccountList"]` under a path tells where the operation is. */
function readPlaces(paths: Iterable<ts.TypeElement>): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const { name: path, type } of properties(paths)) {
    for (const { name: method, type: target } of membersOf(type)) {
      const id = target !== undefined && ts.isIndexedAccessTypeNode(target) ? literalOf(target.indexType) : undefined;
      if (id !== undefined) places.set(id, `${method.toUpperCase()} ${path}`);
    }
  }
  return places;
}

function literalOf(type: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}

/** `components["responses"]["X"]` is what stands there; schemas stay references, as in the document. */
function resolveComponent(type: ts.TypeNode | undefined, components: readonly Member[]): ts.TypeNode | undefined {
  if (type === undefined || !ts.isIndexedAccessTypeNode(type) || !ts.isIndexedAccessTypeNode(type.objectType))
    return type;
  const [section, name] = [literalOf(type.objectType.indexType), literalOf(type.indexType)];
  if (section === 'schemas') return type;
  const held = components.find((candidate) => candidate.name === section);
  return membersOf(held?.type).find((candidate) => candidate.name === name)?.type ?? type;
}

type Resolve = (type: ts.TypeNode | undefined) => ts.TypeNode | undefined;

function sayOperation(place: string, type: ts.TypeNode | undefined, resolve: Resolve, say: Say): void {
  say('operation', place);
  for (const { name: where, type: values } of membersOf(memberOf(type, 'parameters')?.type)) {
    for (const { name, optional, type: value } of membersOf(values)) {
      say('parameter', place, where, name);
      if (!optional) say('requiredParameter', place, where, name);
      sayType(resolve(value), `${place} ${where} ${name}`, '', say);
    }
  }
  const body = memberOf(type, 'requestBody');
  if (body !== undefined && !body.optional) say('requiredBody', place);
  sayContent(memberOf(body?.type, 'content')?.type, 'request', place, say);
  for (const { name: status, type: answer } of membersOf(memberOf(type, 'responses')?.type)) {
    const response = resolve(answer);
    say('status', place, status);
    for (const { name, optional } of membersOf(memberOf(response, 'headers')?.type)) {
      say('header', place, status, name);
      if (!optional) say('requiredHeader', place, status, name);
    }
    sayContent(memberOf(response, 'content')?.type, 'response', `${place} ${status}`, say);
  }
}

function sayContent(content: ts.TypeNode | undefined, kind: string, place: string, say: Say): void {
  for (const { name, type } of membersOf(content)) {
    say(kind, place, name);
    sayType(type, `${place} ${kind} ${name}`, '', say);
  }
}

/** Properties at any depth; unions, intersections and helper types leave the place as it is. */
function sayType(type: ts.TypeNode | undefined, owner: string, path: string, say: Say): void {
  if (type === undefined) return;
  if (ts.isTypeLiteralNode(type)) {
    for (const { name, optional, type: value } of properties(type.members)) {
      say('property', owner, `${path}/${name}`);
      if (!optional) say('required', owner, `${path}/${name}`);
      sayType(value, owner, `${path}/${name}`, say);
    }
    for (const member of type.members)
      if (ts.isIndexSignatureDeclaration(member)) sayType(member.type, owner, `${path}/{}`, say);
  } else if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    for (const item of type.types) sayType(item, owner, path, say);
  } else if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type)) {
    sayType(type.type, owner, path, say);
  } else if (ts.isArrayTypeNode(type)) {
    sayType(type.elementType, owner, `${path}/[]`, say);
  } else if (ts.isTupleTypeNode(type)) {
    for (const item of type.elements) sayType(ts.isNamedTupleMember(item) ? item.type : item, owner, `${path}/[]`, say);
  } else if (ts.isRestTypeNode(type) || ts.isOptionalTypeNode(type)) {
    sayType(type.type, owner, path, say);
  } else if (ts.isTypeReferenceNode(type)) {
    for (const item of type.typeArguments ?? []) sayType(item, owner, path, say);
  }
}
