import { countInAddress } from '../ui/count-in-address';

/** Which two attempts are compared, by their numbers; the two newest where nothing is said. */
export const attemptParsers = { from: countInAddress, to: countInAddress };
