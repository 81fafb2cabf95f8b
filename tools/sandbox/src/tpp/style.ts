export const STYLE_PATH = '/style.css';

export const STYLE = `body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
form { margin: 1rem 0; padding: 1rem; border: 1px solid #999; border-radius: .5rem }
button { font: inherit; padding: .5rem 1rem }
input { font: inherit; padding: .4rem; max-width: 100% }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #ccc }
td.amount, th.amount { text-align: right; padding-right: 0 }
a { color: #0b4f8a }
`;
