import { beforeAll } from 'vitest';
import { withApi } from '../with-api';
import { describeAccess, SETTINGS } from './access';
import { describeEveryEndpoint } from './every-endpoint';
import { describeTheDoor } from './the-door';
import { describeTricks } from './tricks';

const api = withApi('next', SETTINGS);
beforeAll(() => api.project());

describeTheDoor('next', api);
describeEveryEndpoint('next', api);
// Last: from then on everyone signs in.
describeAccess('next', api);
describeTricks('next', api);
