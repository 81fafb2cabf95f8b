// Starts swagger-ui on the document that the page names. Nothing is fetched from anywhere else: no validator badge, no
// requests to the servers that the document lists.
const explorer = document.getElementById('explorer');
const response = await fetch(explorer.dataset.document);

SwaggerUIBundle({
  domNode: explorer,
  spec: pushParametersDown(await response.json()),
  validatorUrl: null,
  supportedSubmitMethods: [],
  deepLinking: true,
  displayOperationId: true,
  defaultModelsExpandDepth: 0,
  docExpansion: 'list',
  showExtensions: true,
});

/**
 * Gives each operation the parameters of its path, which mean the same there: swagger-ui shows those of a path without
 * a name when the address of the page opens the operation.
 */
function pushParametersDown(specification) {
  for (const { parameters, ...operations } of Object.values(specification.paths ?? {})) {
    if (parameters === undefined) continue;
    for (const operation of Object.values(operations)) {
      if (operation?.responses !== undefined) operation.parameters = [...parameters, ...(operation.parameters ?? [])];
    }
  }
  for (const item of Object.values(specification.paths ?? {})) delete item.parameters;
  return specification;
}
