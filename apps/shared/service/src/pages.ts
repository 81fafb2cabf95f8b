export { type Asset, BASE_STYLE, createAssets } from './pages/assets.ts';
export { type Html, html } from './pages/html.ts';
export {
  answerPage,
  type Notice,
  type PageOptions,
  type Room,
  renderPage,
  tellProblem,
  tellSuccess,
} from './pages/page.ts';
export {
  type ChoiceOptions,
  type Column,
  type FieldOptions,
  readNext,
  showBadge,
  showChoice,
  showFacts,
  showField,
  showForm,
  showNext,
  showSelect,
  showTable,
  showTime,
  type Tone,
  toHref,
} from './pages/parts.ts';
