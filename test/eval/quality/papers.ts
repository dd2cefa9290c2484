import type { PackagedFile } from '../texts/packages'

/** Vignettes of R packages that are papers with an abstract by their authors, as Debian ships them. */

export interface Paper extends PackagedFile {
  id: string
}

const paper = (folder: string, file: string): Paper => ({
  id: file,
  package: `r-cran-${folder.toLowerCase()}`,
  file: `usr/lib/R/site-library/${folder}/doc/${file}.pdf`,
})

/** How key passages are chosen was tried on these. */
export const CHOSEN_ON: readonly Paper[] = [
  paper('AER', 'AER'),
  paper('BradleyTerry2', 'BradleyTerry'),
  paper('Formula', 'Formula'),
  paper('MNP', 'MNP'),
  paper('bridgesampling', 'bridgesampling_paper'),
  paper('brms', 'brms_multilevel'),
  paper('brms', 'brms_overview'),
  paper('elliptic', 'ellipticpaper'),
  paper('flexmix', 'bootstrapping'),
  paper('poweRlaw', 'd_jss_paper'),
]

/** Nothing was chosen by these. */
export const REPORTED: readonly Paper[] = [
  paper('colorspace', 'hcl-colors'),
  paper('fitdistrplus', 'paper2JSS'),
  paper('flexmix', 'flexmix-intro'),
  paper('kernlab', 'kernlab'),
  paper('laeken', 'laeken-standard'),
  paper('lme4', 'lmer'),
  paper('metafor', 'metafor'),
  paper('multcomp', 'generalsiminf'),
  paper('ordinal', 'clm_article'),
  paper('partykit', 'ctree'),
  paper('plot3D', 'plot3D'),
  paper('pscl', 'countreg'),
  paper('psychotree', 'raschtree'),
  paper('sandwich', 'sandwich'),
  paper('sandwich', 'sandwich-CL'),
  paper('seriation', 'seriation'),
  paper('spacetime', 'jss816'),
  paper('strucchange', 'strucchange-intro'),
  paper('systemfit', 'systemfit'),
  paper('vcd', 'residual-shadings'),
  paper('zoo', 'zoo'),
]
