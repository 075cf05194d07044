import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

/** The rooms of provider/, floor by floor from the ground: a room may import from the floors below its own, and nothing else. */
const FLOORS = [
  ["model"],
  ["time"],
  ["errors"],
  ["cloud"],
  ["tasks", "credentials"],
  ["reconcile"],
  ["resource"],
  ["dynamic", "plugin"],
];

const floorRules = FLOORS.flatMap((rooms, floor) =>
  rooms.map((room) => {
    // These two know no API.
    const more = ["reconcile", "tasks"].includes(room) ? ["cloud"] : [];
    const closed = [...FLOORS.slice(floor).flat(), ...more].filter((other) => other !== room);
    const patterns = [
      {
        regex: `^\\.\\.?/(.*/)?(${[...closed, "index"].join("|")})(/|$)`,
        message: "provider/ imports downwards only.",
      },
      // What happens behind it is nobody's business but its own.
      { regex: "/credentials/(?!credential-chain$)", message: "Use credentials/credential-chain." },
      { regex: "^tencentcloud-sdk", message: "Only provider/cloud knows the SDK." },
    ];
    const own = { cloud: 2, credentials: 1 }[room];
    return {
      files: [`provider/${room}/**/*.ts`],
      rules: { "no-restricted-imports": ["error", { patterns: patterns.filter((_, index) => index !== own) }] },
    };
  }),
);

export default tseslint.config(
  {
    ignores: [
      ".local/",
      "**/dist/",
      "**/node_modules/",
      "coverage/",
      "artifacts/",
      "**/venv/",
      "reports/",
      ".stryker-tmp/",
      "benchmarks/results/",
    ],
  },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.check.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  ...floorRules,
  {
    files: ["**/*.{js,cjs,mjs}"],
    ignores: ["emulator/console/"],
    languageOptions: {
      globals: {
        __dirname: "readonly",
        require: "readonly",
        module: "writable",
        process: "readonly",
        console: "readonly",
      },
    },
  },
  {
    files: ["emulator/console/*.js"],
    languageOptions: {
      sourceType: "module",
      globals: Object.fromEntries(
        [
          ...["AbortSignal", "clearTimeout", "confirm", "document", "fetch", "FormData", "navigator"],
          ...["Option", "performance", "prompt", "setTimeout", "URLSearchParams"],
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
);
