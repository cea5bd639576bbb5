import { absolute, MOTTO, TITLE } from '@/lib/site';

export const dynamic = 'force-static';

/** Lets a browser offer this site as a search engine: https://github.com/dewitt/opensearch. */
export const GET = () =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${TITLE}</ShortName>
  <Description>${MOTTO}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="16" height="16" type="image/svg+xml">${absolute('/icon.svg')}</Image>
  <Url type="text/html" template="${absolute('/search/')}?q={searchTerms}"/>
</OpenSearchDescription>
`,
    { headers: { 'content-type': 'application/opensearchdescription+xml' } },
  );
