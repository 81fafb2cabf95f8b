import type { Option } from '../frame/command.ts';

export const OVERLAY: Option = {
  type: 'texts',
  value: 'FILE',
  summary: 'Apply this OpenAPI Overlay, in the order given.',
};
