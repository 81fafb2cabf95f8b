/**
 * What a change does, from which follows whom it breaks (`breaks.ts`):
 * `narrows` and `widens` what may be said, `alters` it both ways, `client`, `server` and `both` whatever the direction,
 * `depends` where the comparison decides, `none` nobody.
 */
export type Effect = 'narrows' | 'widens' | 'alters' | 'client' | 'server' | 'both' | 'depends' | 'none';

/** Every kind of change there is, with its effect and what it means. The codes are stable: tools may rely on them. */
export const KINDS = {
  'operation-added': ['server', 'An operation is new; a server does not offer it yet.'],
  'operation-removed': ['client', 'An operation is gone.'],
  'operation-moved': ['both', 'An operation with the same operationId has another method or path.'],
  'operation-renamed': ['both', 'The operationId changed: the wire stays, the generated method has another name.'],
  'path-parameter-renamed': ['both', 'A template parameter has another name: the wire stays, generated inputs change.'],
  deprecated: ['none', 'Something still works but is announced to go.'],
  undeprecated: ['none', 'Something is no longer announced to go.'],

  'optional-parameter-added': ['depends', 'A parameter may be sent that a server does not know yet.'],
  'required-parameter-added': ['depends', 'A parameter must be sent.'],
  'optional-parameter-removed': ['depends', 'A parameter that could be sent is gone.'],
  'required-parameter-removed': ['depends', 'A parameter that had to be sent is gone.'],
  'parameter-now-required': ['narrows', 'A parameter can no longer be left out.'],
  'parameter-now-optional': ['widens', 'A parameter may now be left out.'],
  'parameter-encoding-changed': ['alters', 'A parameter is written differently on the wire.'],

  'body-added': ['depends', 'An operation takes a body now.'],
  'body-removed': ['depends', 'An operation takes no body any more.'],
  'body-now-required': ['narrows', 'A body can no longer be left out.'],
  'body-now-optional': ['widens', 'A body may now be left out.'],

  'media-type-added': ['widens', 'A body may come in one more media type.'],
  'media-type-removed': ['depends', 'A body no longer comes in a media type.'],
  'media-encoding-changed': ['alters', 'The parts of a body are written differently on the wire.'],

  'status-added': ['widens', 'A response may have a status that it could not have.'],
  'status-removed': ['narrows', 'A response can no longer have a status.'],

  'optional-header-added': ['depends', 'A response may carry one more header.'],
  'required-header-added': ['depends', 'A response must carry one more header.'],
  'optional-header-removed': ['depends', 'A header that a response could carry is gone.'],
  'required-header-removed': ['depends', 'A header that a response had to carry is gone.'],
  'header-now-required': ['narrows', 'A response must carry a header that was optional.'],
  'header-now-optional': ['widens', 'A response may leave out a header that was certain.'],
  'header-encoding-changed': ['alters', 'A header is written differently on the wire.'],
  'links-changed': ['none', 'The links from a response to other operations changed.'],

  'optional-property-added': ['depends', 'An object may have one more property.'],
  'required-property-added': ['depends', 'An object must have one more property.'],
  'optional-property-removed': ['depends', 'A property that an object could have is gone.'],
  'required-property-removed': ['depends', 'A property that an object had to have is gone.'],
  'property-now-required': ['narrows', 'A property can no longer be left out.'],
  'property-now-optional': ['widens', 'A property may now be left out.'],
  'property-rule-added': ['narrows', 'Properties with names of a certain form obey a schema.'],
  'property-rule-removed': ['widens', 'Properties with names of a certain form no longer obey a schema.'],
  'additional-properties-forbidden': ['narrows', 'Properties that are not described may no longer occur.'],
  'additional-properties-allowed': ['widens', 'Properties that are not described may occur.'],

  'type-narrowed': ['narrows', 'A value has fewer types than before.'],
  'type-widened': ['widens', 'A value has more types than before.'],
  'type-changed': ['alters', 'A value has another type.'],
  'null-forbidden': ['narrows', 'A value can no longer be null.'],
  'null-allowed': ['widens', 'A value can be null.'],
  'value-forbidden': ['narrows', 'A value can no longer occur at all.'],
  'value-allowed': ['widens', 'A value can occur that could not at all.'],

  'enum-values-removed': ['narrows', 'A list of values is shorter.'],
  'enum-values-added': ['widens', 'A list of values is longer.'],
  'enum-introduced': ['narrows', 'A value must be one of a list.'],
  'enum-lifted': ['widens', 'A value need no longer be one of a list.'],

  'limit-tightened': ['narrows', 'A limit on length, range, count or step is stricter.'],
  'limit-loosened': ['widens', 'A limit on length, range, count or step is laxer.'],
  'limit-changed': ['alters', 'A step changed so that neither includes the other.'],
  'pattern-added': ['narrows', 'A text must match a pattern.'],
  'pattern-removed': ['widens', 'A text need no longer match a pattern.'],
  'pattern-changed': ['alters', 'A text must match another pattern; which one takes more is not computed.'],
  'format-added': ['narrows', 'A value must have a format.'],
  'format-removed': ['widens', 'A value need no longer have a format.'],
  'format-changed': ['alters', 'A value has another format.'],

  'alternative-removed': ['narrows', 'One alternative of a union is gone.'],
  'alternative-added': ['widens', 'A union has one more alternative.'],
  'union-introduced': ['narrows', 'A value must be one of several alternatives.'],
  'union-lifted': ['widens', 'A value need no longer be one of several alternatives.'],
  'condition-added': ['narrows', 'A further condition holds for a value.'],
  'condition-removed': ['widens', 'A condition no longer holds for a value.'],
  'condition-changed': ['alters', 'A condition changed; its effect is not computed.'],
  'default-changed': ['depends', 'What is assumed for a value that is left out changed.'],
  'xml-changed': ['alters', 'A value is written differently in XML.'],

  'security-added': ['server', 'There is one more way to prove who is calling.'],
  'security-removed': ['client', 'A way to prove who is calling is gone.'],
  'security-scheme-changed': ['both', 'A security scheme works differently.'],
  'guard-added': ['both', 'One more check comes before the operation.'],
  'guard-removed': ['server', 'A check before the operation is gone; a server must stop refusing for it.'],
  'guard-changed': ['both', 'A check before the operation has other options.'],

  'server-added': ['none', 'One more server address is named.'],
  'server-removed': ['client', 'A server address is gone.'],
  'callback-added': ['client', 'A request that flows the other way is new.'],
  'callback-removed': ['server', 'A request that flows the other way is gone.'],
  'callback-changed': ['both', 'A request that flows the other way changed; how is not computed.'],
} as const satisfies Record<string, readonly [Effect, string]>;

export type ChangeKind = keyof typeof KINDS;
