throw new RangeError("no such desk");
