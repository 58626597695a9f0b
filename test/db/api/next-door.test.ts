import { beforeAll } from 'vitest';
import { withApi } from '../with-api';
import { describeEveryEndpoint } from './every-endpoint';
import { describeTheDoor } from './the-door';

const api = withApi('next');
beforeAll(() => api.project());

describeTheDoor('next', api);
describeEveryEndpoint('next', api);
