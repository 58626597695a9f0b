export { default, generateMetadata } from '../../../run-route';
