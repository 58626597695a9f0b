import { beforeAll } from 'vitest';
import { withApi } from '../with-api';
import { describeAccess, SETTINGS } from './access';
import { describeEveryEndpoint } from './every-endpoint';
import { describeTheDoor } from './the-door';
import { describeTricks } from './tricks';

const api = withApi('own', SETTINGS);
beforeAll(() => api.project());

describeTheDoor('own', api);
describeEveryEndpoint('own', api);
// Last: from then on everyone signs in.
describeAccess('own', api);
describeTricks('own', api);
