import { beforeAll } from 'vitest';
import { withApi } from '../with-api';
import { describeAccess } from './access';
import { describeEveryEndpoint } from './every-endpoint';
import { describeTheDoor } from './the-door';
import { describeTricks } from './tricks';

const api = withApi('next', { SIGN_IN_LIMIT_PER_MINUTE: '100000' });
beforeAll(() => api.project());

describeTheDoor('next', api);
describeEveryEndpoint('next', api);
// Last: from then on everyone signs in.
describeAccess('next', api);
describeTricks('next', api);
