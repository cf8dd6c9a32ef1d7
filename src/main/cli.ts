process.stdout.write('bitim\n');
