// The style of the site, after that of reports.

/** From this width on, the list of pages stands beside the text. */
const WIDE = '68rem'

export const SITE_STYLE = `
body{margin:1rem auto 3rem}.top{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:center;padding-bottom:.7rem;border-bottom:1px solid #ccc}
.top a{text-decoration:none}.home{font-weight:bold;font-size:1.15rem}.search{margin:0}.top .search{margin-left:auto}
input[type=search]{font:inherit;font-size:.95rem;width:15rem;max-width:100%;box-sizing:border-box;padding:.25rem .6rem;border:1px solid #8a8f8c;border-radius:.3rem;background:transparent;color:inherit}
main .search input{width:100%;font-size:1.05rem}:focus-visible{outline:2px solid #2f7d5b;outline-offset:2px}
.skip{position:absolute;left:-100rem}.skip:focus{position:static}
nav ul{columns:1;list-style:none;margin:0;padding:0;font-size:.92rem}nav li{margin:.1rem 0}nav a{text-decoration:none;display:block;padding:.12rem .5rem;border-radius:.25rem}
nav a:hover,.contents a:hover{background:#eef2ee}nav .here{background:#e3ebe5}nav h2{font-size:.8rem;letter-spacing:.04em;text-transform:uppercase;margin:1.2rem 0 .2rem .5rem;color:#56605a}
h1{line-height:1.2;margin:1.6rem 0 1rem}h2{break-before:auto;line-height:1.25}h3{margin-top:2rem}
.contents{margin:1rem 0;padding:.3rem .8rem;border:1px solid #ccc;border-radius:.3rem;font-size:.92rem}.contents summary{cursor:pointer}.contents ul{margin:.4rem 0;padding-left:1.2rem}.contents .names{list-style:none;padding:0;columns:13rem}
pre{overflow-x:auto;background:#f4f6f4;padding:.6rem .8rem;font-size:.8rem;line-height:1.5;border-radius:.3rem;box-sizing:border-box}code{font-size:.88em;overflow-wrap:break-word}pre code{font-size:1em}
:not(pre)>code{background:#f4f6f4;padding:.05em .15em;border-radius:.2rem}main>:is(p,ul,ol,.note){max-width:46rem}.signature,.example{white-space:pre-wrap;overflow-wrap:anywhere}
.katex{font-size:1.06em}.katex-display{overflow-x:auto;overflow-y:hidden;padding:.2rem 0}main{min-width:0}
sub,sup{line-height:0}.found{padding-left:0;list-style:none}.found li{margin:1rem 0}.found p{margin:.15rem 0;font-size:.92rem;overflow-wrap:anywhere}.of{color:#56605a;font-size:.9rem}mark{background:#ffe9a8;color:inherit}
@media (min-width:${WIDE}){body{max-width:75rem;display:grid;grid-template-columns:14.5rem minmax(0,1fr);column-gap:3rem}.top{grid-column:1/-1}.pages{grid-column:1;grid-row:2;position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;box-sizing:border-box;padding-bottom:2rem}main{grid-column:2;grid-row:2}.to-pages{display:none}}
@media (max-width:30rem){.top .search{margin-left:0;flex:1 0 100%}.top input{width:100%}}
@media (prefers-color-scheme:dark){pre,:not(pre)>code{background:#24292a}.top,.contents{border-color:#444}nav a:hover,.contents a:hover{background:#262c2b}nav .here{background:#2c3733}nav h2,.of{color:#9fada6}mark{background:#5a4a10}input[type=search]{border-color:#7d8783}:focus-visible{outline-color:#7fc7a4}}
@media print{.top,.pages,.contents{display:none}pre{white-space:pre-wrap}}`
