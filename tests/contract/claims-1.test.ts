import { testClaims } from './claims.ts';

testClaims(0);
