import { defineConfig } from "vite";

// The board as one script and one style sheet, with names that do not change: the pages name them, and the server
// tells browsers by ETag whether they have the newest.
export default defineConfig({
  base: "/static/",
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: false,
    rollupOptions: {
      input: "src/main.ts",
      output: { entryFileNames: "board.js", assetFileNames: "board[extname]", codeSplitting: false },
    },
  },
});
