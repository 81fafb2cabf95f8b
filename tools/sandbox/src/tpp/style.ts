export const STYLE_PATH = '/style.css';

export const STYLE = `body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
h1 { font-size: 1.6rem; line-height: 1.25 }
h2 { font-size: 1.15rem; margin: 0 }
p { overflow-wrap: anywhere }
form p { margin: .6rem 0 }
fieldset { border: 0; margin: 0; padding: 0 }
legend { padding: 0 }
.problem { padding: .6rem 1rem; border-left: .3rem solid #a4161a; background: #fdecea }
.through { padding: .6rem 1rem; border-left: .3rem solid #8a5a00; background: #fff6e0 }
form { margin: 1rem 0; padding: 1rem; border: 1px solid #999; border-radius: .5rem }
button { font: inherit; padding: .5rem 1rem }
input { font: inherit; padding: .4rem; max-width: 100%; box-sizing: border-box }
input:not([type=radio]) { display: block; width: 20rem }
input[type=radio] { width: 1.2rem; height: 1.2rem; vertical-align: -.2rem }
label span { color: #4a4a4a }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #ccc }
td.amount, th.amount { text-align: right; white-space: nowrap; padding-right: 0 }
a { color: #0b4f8a }
`;
