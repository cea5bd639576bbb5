import { licences } from '@/lib/build/licences';

export const dynamic = 'force-static';
export const GET = () => new Response(licences());
