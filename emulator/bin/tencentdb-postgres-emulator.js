#!/usr/bin/env node
"use strict";
if (process.argv[2] === "conformance") require("../dist/conformance/cli.js");
else require("../dist/cli.js");
