export const createEngine: string = "no function";
