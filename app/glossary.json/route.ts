import { glossary } from '@/lib/content/published';

export const dynamic = 'force-static';
export const GET = () => Response.json(glossary());
